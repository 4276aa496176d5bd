-- `tracking.click_days` already counts the clicks of a link in a day: the facet `total` said the same a second time.
create or replace function tracking.facets_of(
  p_country text, p_device text, p_browser text, p_referrer text, p_page text,
  p_sub1 text, p_sub2 text, p_sub3 text, p_sub4 text, p_sub5 text
) returns table (facet text, value text, second_value text) language sql immutable as $$
  select facet, left(value, 500), second_value from (values
    ('country', coalesce(p_country, ''), ''),
    ('device', coalesce(p_device, ''), ''),
    ('country_device', coalesce(p_country, ''), coalesce(p_device, '')),
    ('browser', coalesce(p_browser, ''), ''),
    ('referrer', coalesce(p_referrer, ''), ''),
    ('page', nullif(p_page, ''), ''),
    ('sub1', nullif(p_sub1, ''), ''),
    ('sub2', nullif(p_sub2, ''), ''),
    ('sub3', nullif(p_sub3, ''), ''),
    ('sub4', nullif(p_sub4, ''), ''),
    ('sub5', nullif(p_sub5, ''), '')
  ) as told (facet, value, second_value) where value is not null
$$;

delete from tracking.click_facets where facet = 'total';
