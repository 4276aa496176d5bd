import { MutationObserver, QueryObserver } from '@tanstack/react-query';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { queryClient } from './query-client.ts';

afterEach(() => queryClient.clear());

describe('an act', () => {
  test('is done before the lists are told anew, so that a row that leaves them can still lead on', async () => {
    let countOfAsks = 0;
    const list = new QueryObserver(queryClient, {
      queryKey: ['/payouts'],
      queryFn: () => (++countOfAsks === 1 ? Promise.resolve([]) : new Promise<never>(() => {})),
    });
    list.subscribe(() => {});
    await vi.waitFor(() => expect(list.getCurrentResult().isSuccess).toBe(true));

    const act = new MutationObserver(queryClient, { mutationFn: async () => 'pay_1' });
    act.subscribe(() => {});
    const leadOn = vi.fn();
    await act.mutate(undefined, { onSuccess: leadOn });

    expect(leadOn).toHaveBeenCalledOnce();
    expect(countOfAsks).toBe(2);
  });

  test('that is refused asks anew too: what is shown may be what was wrong', async () => {
    let countOfAsks = 0;
    const list = new QueryObserver(queryClient, {
      queryKey: ['/payouts'],
      queryFn: async () => ++countOfAsks,
    });
    list.subscribe(() => {});
    await vi.waitFor(() => expect(list.getCurrentResult().isSuccess).toBe(true));

    const act = new MutationObserver(queryClient, { mutationFn: () => Promise.reject(new Error('no')) });
    await expect(act.mutate()).rejects.toThrow('no');

    await vi.waitFor(() => expect(countOfAsks).toBe(2));
  });
});
