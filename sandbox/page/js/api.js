// The control API of the sandbox. Every function answers a promise of JSON or throws ApiError.

export class ApiError extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

async function request(method, path, body) {
  const options = { method, headers: {} };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(`/control${path}`, options);
  } catch (error) {
    throw new ApiError(0, error.message);
  }
  const text = await answer.text();
  const json = text ? parse(text) : null;
  if (!answer.ok) throw new ApiError(answer.status, describe(json) ?? answer.statusText);
  return json;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function describe(json) {
  const said = json?.error ?? json?.detail ?? json?.description;
  return typeof said === "object" ? JSON.stringify(said) : said;
}

const get = (path) => request("GET", path);
const post = (path, body = {}) => request("POST", path, body);

export const getTexts = (lang) => get(`/texts?lang=${lang}`);
export const getState = () => get("/state");
export const getCalls = (after) => get(`/calls?after=${after}`);
export const addPerson = (person) => post("/people", person);
export const changePerson = (id, changes) => request("PATCH", `/people/${id}`, changes);
export const removePerson = (id) => request("DELETE", `/people/${id}`);
export const moveClock = (move) => post("/clock", move);
export const getFaults = () => get("/faults");
export const putFaults = (faults) => request("PUT", "/faults", faults);
export const fileUrl = (fileId) => `/control/files/${encodeURIComponent(fileId)}`;

/** What one person may do in one chat with one bot. */
export function chatApi({ chatId, botId, personId }) {
  const base = `/chats/${chatId}/${botId}`;
  const act = (name, body) => post(`${base}/${name}`, { person: personId, ...body });
  return {
    view: (read = true) => get(`${base}?person=${personId}&read=${read}`),
    send: (body) => act("send", body),
    start: (payload) => act("start", payload ? { payload } : {}),
    press: (messageId, row, column) => act("press", { message_id: messageId, row, column }),
    pressLabel: (label) => act("press", { label }),
    contact: (body) => act("contact", body),
    edit: (messageId, text) => act("edit", { message_id: messageId, text }),
    remove: (messageId) => act("delete", { message_id: messageId }),
    block: () => act("block"),
    unblock: () => act("unblock"),
    upload: (files, kind, { caption, album, replyTo } = {}) => {
      const form = new FormData();
      for (const file of files) form.append("file", file, file.name);
      form.append("kind", kind);
      form.append("person", personId);
      if (caption) form.append("caption", caption);
      if (album) form.append("album", "true");
      if (replyTo) form.append("reply_to_message_id", replyTo);
      return post(`${base}/upload`, form);
    },
  };
}
