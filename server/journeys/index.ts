/** The door of the journeys room: what is done for accounts step by step, and what came of it. */
export { createPlaybook, getPlaybook, listPlaybooks, setPlaybookStatus } from './playbooks/keep-playbooks.ts';
export { presetPlaybooks } from './playbooks/presets.ts';
export { tendPlaybooks } from './runs/tend-playbooks.ts';
export { readJourneysSteps } from './store/first-steps.ts';
export { readPlaybookWaits } from './store/waits.ts';
