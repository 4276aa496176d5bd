/** The door of the fraud room: what looks wrong, held until a person has looked. */
export { listCases } from './cases/view-case.ts';
export { examineProgram } from './examine.ts';
export { readCaseWaits } from './store/waits.ts';
