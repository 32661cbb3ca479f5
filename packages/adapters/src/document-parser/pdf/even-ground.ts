/** The ground is judged in squares of so many pixels, a fifth of an inch. */
const CELL_PIXELS = 64;
const WHITE = 255;
/** On a negative most pixels are darker. */
const DARK = 100;
/** A square in which hardly anything is lighter is a picture or lies beside the paper. */
const MIN_PAPER = 70;
/** Paper whose darkest square has this share of the lightest one's brightness is even. */
const EVEN_SHARE = 0.85;
/** The share of a square's pixels that are lighter than its ground. */
const LIGHTER_SHARE = 0.1;

interface Ground {
  readonly across: number;
  readonly down: number;
  readonly levels: Float32Array;
}

/**
 * Makes a drawn page (one byte a pixel, without padding) legible for text recognition, in place: a negative is
 * turned into a positive, and paper in a shadow is lightened, which a single threshold for the page would take for ink.
 */
export function evenGround(pixels: Uint8Array, width: number, height: number): void {
  if (isNegative(pixels))
    for (let at = 0; at < pixels.length; at += 1) pixels[at] = WHITE - (pixels[at] ?? 0);
  const ground = groundOf(pixels, width, height);
  const lightest = ground.levels.reduce((most, level) => Math.max(most, level), 0);
  const darkest = ground.levels.reduce((least, level) => Math.min(least, level), WHITE);
  if (darkest >= lightest * EVEN_SHARE) return;
  for (let y = 0; y < height; y += 1) lighten(pixels, width, y, ground);
}

function isNegative(pixels: Uint8Array): boolean {
  let dark = 0;
  for (let at = 0; at < pixels.length; at += 1) if ((pixels[at] ?? 0) < DARK) dark += 1;
  return dark > pixels.length / 2;
}

/** The brightness of the paper in each square: the lighter of what itself and its neighbours show. */
function groundOf(pixels: Uint8Array, width: number, height: number): Ground {
  const across = Math.ceil(width / CELL_PIXELS);
  const down = Math.ceil(height / CELL_PIXELS);
  const own = new Float32Array(across * down);
  for (let row = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1) {
      own[row * across + column] = brightness(pixels, width, height, column * CELL_PIXELS, row * CELL_PIXELS);
    }
  }
  const levels = own.map((_, cell) => {
    const [row, column] = [Math.floor(cell / across), cell % across];
    let lightest = 0;
    for (let y = Math.max(0, row - 1); y <= Math.min(down - 1, row + 1); y += 1) {
      for (let x = Math.max(0, column - 1); x <= Math.min(across - 1, column + 1); x += 1) {
        lightest = Math.max(lightest, own[y * across + x] ?? 0);
      }
    }
    return lightest < MIN_PAPER ? WHITE : lightest;
  });
  return { across, down, levels };
}

function brightness(pixels: Uint8Array, width: number, height: number, left: number, top: number): number {
  const counts = new Uint32Array(256);
  const [right, bottom] = [Math.min(width, left + CELL_PIXELS), Math.min(height, top + CELL_PIXELS)];
  for (let y = top; y < bottom; y += 1) {
    for (let at = y * width + left; at < y * width + right; at += 1) {
      const pixel = pixels[at] ?? 0;
      counts[pixel] = (counts[pixel] ?? 0) + 1;
    }
  }
  let lighter = (right - left) * (bottom - top) * LIGHTER_SHARE;
  let level = WHITE;
  for (; level > 0 && lighter >= (counts[level] ?? 0); level -= 1) lighter -= counts[level] ?? 0;
  return level;
}

/** Stretches a row so that its ground becomes white; between the middles of the squares the ground is interpolated. */
function lighten(pixels: Uint8Array, width: number, y: number, { across, down, levels }: Ground): void {
  const row = clamp(y / CELL_PIXELS - 0.5, down - 1);
  const [upper, lower] = [Math.floor(row), Math.min(down - 1, Math.floor(row) + 1)];
  const ofRow = Float32Array.from({ length: across }, (_, column) => {
    const [one = WHITE, other = WHITE] = [levels[upper * across + column], levels[lower * across + column]];
    return one + (other - one) * (row - upper);
  });
  for (let x = 0; x < width; x += 1) {
    const column = clamp(x / CELL_PIXELS - 0.5, across - 1);
    const left = Math.floor(column);
    const [one = WHITE, other = WHITE] = [ofRow[left], ofRow[Math.min(across - 1, left + 1)]];
    const level = one + (other - one) * (column - left);
    pixels[y * width + x] = Math.min(WHITE, ((pixels[y * width + x] ?? 0) * WHITE) / level);
  }
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
