// Line icons of the page, 24 x 24, drawn with the text colour.
const PATHS = {
  back: "M15 5l-7 7 7 7",
  more: "M12 5.500v.01M12 12v.01M12 18.500v.01",
  send: "M4.5 12 3 4.5 21 12 3 19.5 4.5 12Zm0 0H12",
  clip: "M20 11.500l-8.3 8.300a5 5 0 0 1-7.1-7.100l8.7-8.700a3.3 3.3 0 0 1 4.7 4.700l-8.5 8.500a1.7 1.7 0 0 1-2.4-2.400l7.7-7.7",
  keyboard: "M3 6.500h18v11H3zM7 10v.01M10.3 10v.01M13.7 10v.01M17 10v.01M8 14h8",
  menu: "M5 7h14M5 12h14M5 17h9",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  reply: "M10 7 4.5 12 10 17M5 12h8c4 0 6 2 6.5 6",
  forward: "M14 7l5.5 5L14 17M19 12h-8c-4 0-6 2-6.5 6",
  edit: "M5 19l1-4L16.5 4.500l3 3L9 18l-4 1Z",
  trash: "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12M10.5 11v5M13.5 11v5",
  copy: "M9 9h10v10H9zM15 9V5H5v10h4",
  block: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM6.5 6.500l11 11",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.700l1-1",
  beside: "M4 5h16v14H4zM12 5v14",
  pin: "M9 4h6l-.7 6 3.2 3.500H6.500L9.7 10 9 4ZM12 13.500V20",
  down: "M6 9.500l6 6 6-6",
  moon: "M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10Z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 3v1.500M12 19.500V21M3 12h1.500M19.5 12H21M5.6 5.600l1.1 1.100M17.3 17.300l1.1 1.100M5.6 18.400l1.1-1.100M17.3 6.700l1.1-1.1",
  pulse: "M3 12h4l2.5-6 5 12 2.5-6h4",
  photo: "M4 5h16v14H4zM4 16l5-5 4.5 4.5 2.5-2.5 4 4M15.5 9v.01",
  album: "M7 4h13v12H7zM4 8v12h13M9 13l3-3 2.5 2.500L16 11l4 3",
  file: "M7 3.500h7l4 4v13H7zM14 3.500v4h4",
  sheet: "M4 5h16v14H4zM4 10h16M4 14.500h16M10 5v14",
  words: "M5 6.500h14M5 11h14M5 15.500h9",
  archive: "M4 8.500h16v10.500H4zM4 8.500 6 5h12l2 3.500M12 8.500v5M10 13.500h4",
  voice:
    "M12 4a2.5 2.5 0 0 0-2.5 2.500v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4ZM6.5 11a5.5 5.5 0 0 0 11 0M12 16.500V20",
  sticker:
    "M12 3.500a8.5 8.5 0 1 0 8.5 8.500L12 3.500ZM12 3.500c0 5 3.5 8.5 8.5 8.500M8.5 12.500v.01M13 15.500c-1.2 1-3 1-4 .3",
  contact: "M12 11.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM5 19.500c.6-3.5 3.3-5.5 7-5.500s6.4 2 7 5.5",
  place:
    "M12 21c4.5-4.8 6.8-8.3 6.8-11.200A6.8 6.8 0 0 0 5.2 9.800C5.2 12.7 7.5 16.2 12 21ZM12 12a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.600Z",
  play: "M8 5.500v13l11-6.5-11-6.500Z",
  pause: "M8 5.500v13M16 5.500v13",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 7.500V12l3 2",
  bulb: "M9.5 17.500h5M10 20.500h4M12 3.500a6 6 0 0 0-3.5 10.900c.6.5 1 1.1 1 1.800v1.300h5v-1.300c0-.7.4-1.3 1-1.800A6 6 0 0 0 12 3.500Z",
  external: "M9 6h9v9M18 6 7 17",
  group:
    "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3.5 18.500c.4-3 2.5-4.7 5.5-4.700s5.1 1.7 5.5 4.700M15.5 5.300a3 3 0 0 1 0 5.400M17 14.200c2 .6 3.2 2.1 3.5 4.3",
  warn: "M12 4.5 21 19.500H3L12 4.500ZM12 10v4.500M12 17v.01",
};

export function icon(name, size = 22) {
  const NS = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(NS, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
