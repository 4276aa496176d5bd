-- Parameters that every link of the offer takes along to its destination, with names of what is clicked in braces.
alter table affiliates.offers add column utm_template text not null default '';
