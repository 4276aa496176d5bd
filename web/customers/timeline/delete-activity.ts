import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';

/** Deletes at once, and offers to take that back. @param words what is told then. */
export async function deleteActivity(id: string, words: string): Promise<void> {
  const putBack = () =>
    api
      .post(`/activities/${id}/restoration`)
      .then(() => queryClient.invalidateQueries())
      .catch(tellFailed);
  await api
    .delete(`/activities/${id}`)
    .then(() => tellDone(words, putBack))
    .catch(tellFailed);
  await queryClient.invalidateQueries();
}
