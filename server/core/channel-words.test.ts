import { expect, it } from 'vitest';
import { channelWords } from '../../locales/channel-words.ts';
import { words } from './words.ts';

it.each([
  ['en', 'paid_search', 'Paid search'],
  ['en', 'Word-of-Mouth', 'Word of mouth'],
  ['th', 'word_of_mouth', 'การบอกต่อ'],
  ['en', 'our_spring_fair', 'our spring fair'],
  ['th', 'google.com: ads', 'google.com: ads'],
])('to a reader of %s the channel %s is %s', (locale, channel, said) => {
  expect(channelWords((key, values) => words(locale, key, values), channel)).toBe(said);
});
