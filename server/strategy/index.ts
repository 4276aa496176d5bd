/** The door of the strategy room: what the program came to. */
export { writeReport } from './reports/write-report.ts';
