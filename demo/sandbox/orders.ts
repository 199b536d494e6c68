/** The same few purchase orders in each pretend system. */
export const orders = [
  { number: "PO-1001", vendor: "Nordbolt Fasteners", total: "936.88", currency: "EUR" },
  { number: "PO-1002", vendor: "Hansa Bearings", total: "148.20", currency: "EUR" },
  { number: "PO-1003", vendor: "Nordbolt Fasteners", total: "77.50", currency: "EUR" },
];
export const vendors = ["Nordbolt Fasteners", "Hansa Bearings"].map((name, index) => ({ id: index + 1, name }));
