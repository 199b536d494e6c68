/** Three orders, without a database. */
const orders = [
  { number: "PO-1001", supplier: "Kugel & Lager GmbH", total: 936.88, currency: "EUR" },
  { number: "PO-1002", supplier: "Västra Tätningar AB", total: 340, currency: "EUR" },
  { number: "PO-1003", supplier: "Kugel & Lager GmbH", total: 172, currency: "EUR" },
];

module.exports = (service) => {
  service.on("READ", "PurchaseOrders", () => Object.assign([...orders], { $count: orders.length }));
};
