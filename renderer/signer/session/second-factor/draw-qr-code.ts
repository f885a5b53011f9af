import { qrPath } from '../../../ui/data/qr-path.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Draws a QR code into an element by hand: its text is a secret that React must not know. Dark on white in both themes. */
export function drawQrCode(element: HTMLElement, text: string): void {
  const code = qrPath(text);
  if (code === undefined) throw new RangeError('too long for a QR code');
  const shape = (name: string, attributes: Readonly<Record<string, string>>) => {
    const made = document.createElementNS(SVG, name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    return made;
  };
  const size = code.size.toString();
  const svg = shape('svg', { viewBox: `0 0 ${size} ${size}`, 'shape-rendering': 'crispEdges', 'aria-hidden': 'true' });
  svg.append(
    shape('rect', { width: size, height: size, 'data-part': 'plate' }),
    shape('path', { d: code.path, 'data-part': 'modules' }),
  );
  element.replaceChildren(svg);
}
