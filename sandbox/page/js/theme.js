// Runs before the first paint (a classic script in <head>), so that a dark page never flashes white.
const asked = new URLSearchParams(location.search).get("theme");
if (asked === "light" || asked === "dark") localStorage.setItem("theme", asked);
const chosen = localStorage.getItem("theme");
if (chosen) document.documentElement.dataset.theme = chosen;
