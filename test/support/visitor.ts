export const BROWSER =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
let lastAddress = 0;
/** A person whom nobody has seen before. */
export const person = () => ({
  'user-agent': BROWSER,
  'x-forwarded-for': `8.8.${lastAddress >> 8}.${lastAddress++ & 255}`,
});
