import { createRoot } from "react-dom/client";
import "../look/look.css";
import { Gallery } from "./Gallery.js";
import "./page.css";

const root = document.getElementById("gallery");
if (root) createRoot(root).render(<Gallery />);
