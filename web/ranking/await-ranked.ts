/** Scoring gathers changes for some seconds; a large workspace takes some more. */
const ASK_EVERY_MS = 1_000;
const ASK_AT_MOST = 30;

/**
 * Asks again and again until a person is among those whom one could ask of an account.
 * @param ask who they are now.
 * @returns whether the person was there before the last question.
 */
export async function awaitRanked(
  personId: string,
  ask: () => Promise<{ personId: string }[]>,
  { everyMs = ASK_EVERY_MS, atMost = ASK_AT_MOST } = {},
): Promise<boolean> {
  for (let asked = 0; asked < atMost; asked += 1) {
    if (asked > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
    if ((await ask()).some((person) => person.personId === personId)) return true;
  }
  return false;
}
