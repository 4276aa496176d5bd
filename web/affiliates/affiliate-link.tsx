import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

/** An affiliate's name, which opens their page. */
export function AffiliateLink({ id, name }: { id: string; name: string }) {
  return (
    <Anchor
      inherit
      c="var(--mantine-color-text)"
      renderRoot={(props) => <Link to="/affiliates/$affiliateId" params={{ affiliateId: id }} {...props} />}
    >
      {name}
    </Anchor>
  );
}
