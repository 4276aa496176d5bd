import QRCode from 'qrcode';

const PNG_PIXELS = 1_024;
const QUIET_ZONE_MODULES = 2;
/** Survives a logo or a scratch over a quarter of the code. */
const CORRECTION = 'Q';

/** A QR code of an address, as an SVG document. */
export function drawSvg(address: string): Promise<string> {
  return QRCode.toString(address, {
    type: 'svg',
    margin: QUIET_ZONE_MODULES,
    errorCorrectionLevel: CORRECTION,
  });
}

/** The same as a square PNG for print. */
export function drawPng(address: string): Promise<Buffer> {
  return QRCode.toBuffer(address, {
    width: PNG_PIXELS,
    margin: QUIET_ZONE_MODULES,
    errorCorrectionLevel: CORRECTION,
  });
}
