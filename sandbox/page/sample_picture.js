// A picture to send when there is none at hand: the steppe under the sky, drawn anew each time.

/** A PNG file of 960 × 640. */
export function samplePicture() {
  const canvas = document.createElement("canvas");
  canvas.width = 960;
  canvas.height = 640;
  const pen = canvas.getContext("2d");
  const sky = pen.createLinearGradient(0, 0, 0, 420);
  sky.addColorStop(0, "#2aa5c4");
  sky.addColorStop(1, "#d9f0f4");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 960, 640);
  pen.fillStyle = "#f5b82e";
  pen.beginPath();
  pen.arc(200 + Math.random() * 560, 170, 64, 0, 2 * Math.PI);
  pen.fill();
  hills(pen, 380, "#8fb39a");
  hills(pen, 450, "#c9b46a");
  hills(pen, 530, "#a88f45");
  const moment = new Date();
  const name = `dala-${moment.getHours()}${String(moment.getMinutes()).padStart(2, "0")}.png`;
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(new File([blob], name, { type: "image/png" })), "image/png");
  });
}

function hills(pen, height, colour) {
  const shift = Math.random() * 6;
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(0, 640);
  for (let x = 0; x <= 960; x += 8) pen.lineTo(x, height + 26 * Math.sin(x / 130 + shift) + 12 * Math.sin(x / 53 + shift));
  pen.lineTo(960, 640);
  pen.fill();
}
