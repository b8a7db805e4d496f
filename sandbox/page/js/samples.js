// A few things to send without looking for files: stickers drawn on a canvas, a short voice message.

const SIZE = 512;
const RATE = 8000;
const NOTES_HZ = [392, 494, 587, 494];

export const MOODS = ["happy", "wink", "sad", "wow"];

/** A spark with a face, 512 x 512, as WebP. */
export async function stickerFile(mood) {
  const canvas = document.createElement("canvas");
  canvas.width = SIZE;
  canvas.height = SIZE;
  const pen = canvas.getContext("2d");
  drawSpark(pen);
  drawFace(pen, mood);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/webp", 0.9));
  return new File([blob], `spark-${mood}.webp`, { type: "image/webp" });
}

function drawSpark(pen) {
  const glow = pen.createRadialGradient(256, 230, 30, 256, 270, 250);
  glow.addColorStop(0, "#FFC46B");
  glow.addColorStop(0.6, "#FB8A2E");
  glow.addColorStop(1, "#D9480F");
  pen.beginPath();
  const points = 16;
  for (let at = 0; at <= points; at += 1) {
    const angle = (at / points) * Math.PI * 2 - Math.PI / 2;
    const radius = at % 4 === 0 ? 240 : at % 2 === 0 ? 190 : 150;
    pen.lineTo(256 + Math.cos(angle) * radius, 264 + Math.sin(angle) * radius);
  }
  pen.closePath();
  Object.assign(pen, { lineJoin: "round", lineWidth: 34, strokeStyle: "#FFFFFF", fillStyle: glow });
  pen.stroke();
  Object.assign(pen, { lineWidth: 12, strokeStyle: "#D9480F" });
  pen.fill();
}

function drawFace(pen, mood) {
  Object.assign(pen, { fillStyle: "#3B1A08", strokeStyle: "#3B1A08", lineWidth: 14, lineCap: "round" });
  const eye = (x, closed) => {
    pen.beginPath();
    if (closed) pen.arc(x, 250, 20, Math.PI * 1.1, Math.PI * 1.9);
    else pen.ellipse(x, 240, 16, mood === "wow" ? 26 : 22, 0, 0, Math.PI * 2);
    if (closed) pen.stroke();
    else pen.fill();
  };
  eye(206, false);
  eye(306, mood === "wink");
  pen.beginPath();
  if (mood === "wow") pen.ellipse(256, 330, 22, 30, 0, 0, Math.PI * 2);
  else if (mood === "sad") pen.arc(256, 358, 46, Math.PI * 1.15, Math.PI * 1.85);
  else pen.arc(256, 292, 52, Math.PI * 0.12, Math.PI * 0.88);
  pen.stroke();
}

/** Two seconds of a hummed tune as WAV, named and sent as a voice message. */
export function voiceFile() {
  const samples = RATE * 2;
  const view = new DataView(new ArrayBuffer(44 + samples));
  const word = (at, text) => [...text].forEach((letter, shift) => view.setUint8(at + shift, letter.charCodeAt(0)));
  word(0, "RIFF");
  view.setUint32(4, 36 + samples, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  word(36, "data");
  view.setUint32(40, samples, true);
  for (let at = 0; at < samples; at += 1) view.setUint8(44 + at, 128 + hum(at / RATE));
  return new File([view.buffer], "voice.wav", { type: "audio/wav" });
}

function hum(second) {
  const note = NOTES_HZ[Math.floor(second * 2) % NOTES_HZ.length];
  const fade = Math.sin(Math.PI * ((second * 2) % 1));
  return Math.round(60 * fade * Math.sin(2 * Math.PI * note * second));
}
