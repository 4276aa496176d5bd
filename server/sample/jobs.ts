import { defineTask } from '../core/jobs.ts';
import { loadSampleCompany } from './load-company.ts';
import { updateLoad } from './store.ts';

export const LOAD_TASK = 'sample.load-company';

export function sampleJobs(): void {
  defineTask(LOAD_TASK, async (payload) => {
    const { workspaceId } = payload as { workspaceId: string };
    try {
      await loadSampleCompany(workspaceId, () => {});
    } catch (error) {
      await updateLoad(workspaceId, { state: 'failed' });
      throw error;
    }
  });
}
