/** The door of the takeovers room: programs that come along from another platform. */
export { defineTakeoverObjects } from './define-objects.ts';
