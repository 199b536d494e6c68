/** CAP listens on every interface unless it is held back. */
const cds = require("@sap/cds");

cds.on("bootstrap", (app) => {
  const listen = app.listen.bind(app);
  app.listen = (port, ...more) => listen(port, "127.0.0.1", ...more);
});

module.exports = cds.server;
