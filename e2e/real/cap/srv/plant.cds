@path: '/odata/v4/procurement'
@requires: 'Buyer'
service Procurement {
  @readonly entity PurchaseOrders {
    key number   : String(20);
        supplier : String(100);
        total    : Decimal(12, 2);
        currency : String(3);
  }
}
