// Paints drawings of diagrams as PNG, for platforms that take no SVG: the browser has the fonts, the server has none.
const wanted = 2;             // pixels for each of the drawing's, since phones have more
const widest = 2880;          // pixels; a platform makes wider ones smaller itself
const mostPixels = 12000000;  // what a canvas takes on any phone
const patience = 20000;       // ms for one picture

async function paint(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(wanted, widest / width, Math.sqrt(mostPixels / (width * height)));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png'));
}

/** Paints and stores each drawing; resolves to whether all are stored. */
export async function paintAll(href, post, token, drawings) {
  let isWhole = true;
  for (const drawing of drawings) {
    try {
      const body = new FormData();
      body.set('Post', post);
      body.set('Drawing', drawing);
      body.set('Picture', await paint(drawing), 'diagram.png');
      const answer = await fetch(href, {
        method: 'POST', body, redirect: 'manual', headers: { RequestVerificationToken: token }, signal: AbortSignal.timeout(patience),
      });
      if (answer.status !== 204) throw new Error(String(answer.status));
    } catch {
      isWhole = false;
    }
  }
  return isWhole;
}
