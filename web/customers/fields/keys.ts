const MAX_KEY = 40;

/** A key made from a name; `otherwise` where no letter of it can be in a key, as in Thai. */
export function keyOf(name: string, otherwise = ''): string {
  const key = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, MAX_KEY);
  return key || otherwise;
}
