/** The door of the messages room: what was written to people, and in which words. */
export { viewMessage } from './view-message.ts';
