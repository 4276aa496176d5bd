import { expect, it } from 'vitest';
import { awaitRanked } from './await-ranked.ts';

const PACE = { everyMs: 0, atMost: 3 };

it.each([
  { rankedAt: 1, isThere: true, questions: 1 },
  { rankedAt: 3, isThere: true, questions: 3 },
  { rankedAt: 4, isThere: false, questions: 3 },
])(
  'a person ranked at question $rankedAt of three is awaited by $questions',
  async ({ rankedAt, isThere, questions }) => {
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return [{ personId: 'other' }, ...(asked >= rankedAt ? [{ personId: 'new' }] : [])];
    };
    expect(await awaitRanked('new', ask, PACE)).toBe(isThere);
    expect(asked).toBe(questions);
  },
);
