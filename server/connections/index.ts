/** The door of the connections room: what is told to other systems, and what they tell. */
export { findPostbackKey } from './intake/manage-keys.ts';
export { receivePostback } from './intake/receive-call.ts';
export { receivePixel } from './intake/receive-pixel.ts';
