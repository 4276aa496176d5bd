import { createSpotlight } from '@mantine/spotlight';

export const [searchStore, search] = createSpotlight();

export function openSearch(): void {
  search.open();
}
