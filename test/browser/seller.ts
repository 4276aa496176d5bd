import { expect } from 'vitest';

/** The company's own server, which tells Goodword what became of a visitor. */
export class Seller {
  private readonly goodword: string;
  private readonly key: string;

  constructor(goodword: string, key: string) {
    this.goodword = goodword;
    this.key = key;
  }

  tellLead(event: { clickId: string; customerExternalId: string; customerName: string }): Promise<void> {
    return this.tell('lead', event);
  }

  tellSale(event: {
    externalId: string;
    customerExternalId: string;
    amountMinor: number;
    currency: string;
  }): Promise<void> {
    return this.tell('sale', event);
  }

  private async tell(kind: 'lead' | 'sale', event: Record<string, unknown>): Promise<void> {
    const { status } = await fetch(`${this.goodword}/api/v1/events/${kind}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(event),
    });
    expect(status).toBe(201);
  }
}
