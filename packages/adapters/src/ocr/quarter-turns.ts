export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a rectangle, in fractions of an image, is once the image is turned clockwise by so many quarters. */
export function turned({ x, y, width, height }: Rectangle, quarterTurns: number): Rectangle {
  const quarters = quarterTurns & 3;
  if (quarters === 1) return { x: 1 - y - height, y: x, width: height, height: width };
  if (quarters === 2) return { x: 1 - x - width, y: 1 - y - height, width, height };
  if (quarters === 3) return { x: y, y: 1 - x - width, width: height, height: width };
  return { x, y, width, height };
}
