/** The door of the pages room: the material that affiliates work with. */
export { addMaterial } from './edit-materials.ts';
export type { NewMaterial } from './schema.ts';
export { readPagesSteps } from './store.ts';
