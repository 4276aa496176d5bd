-- What an offer promises whoever comes through an affiliate.
alter table affiliates.offers add column friend_discount jsonb;
-- The promotion code at the payment system that stands for the coupon.
alter table tracking.coupons add column promotion_code_id text;
-- What the buyer was given off; the amount is after it.
alter table tracking.sale_events add column discount_minor bigint check (discount_minor >= 0);
