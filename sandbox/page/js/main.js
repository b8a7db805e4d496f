// The page begins here: texts first, then the parts, then the server's state and events.
import { initDrawer } from "./drawer.js";
import { connect } from "./live.js";
import { initPanes } from "./panes.js";
import { initPeople } from "./people.js";
import { readHash } from "./router.js";
import { changed, on, state } from "./store.js";
import { firstLang, loadTexts } from "./texts.js";
import { initTopbar } from "./topbar.js";
import { initWelcome } from "./welcome.js";

async function begin() {
  await loadTexts(firstLang());
  initTopbar();
  initPeople();
  initWelcome();
  initPanes();
  initDrawer();
  changed("lang", "cast");
  await connect();
  readHash();
  addEventListener("popstate", readHash);
  on(["bots"], () => !state.panes.length && location.hash && readHash());
  document.documentElement.dataset.ready = "true";
}

begin();
