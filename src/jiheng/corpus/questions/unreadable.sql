-- zh: 读不出的原因各多少份，各举一例
-- en: why documents could not be read, with one of each
select regexp_replace(replace(reason, path, '…'), '[0-9]+', '#', 'g') as reason, min(path) as example, count(*) as documents
from documents where status = 'unreadable' group by 1 order by documents desc, reason limit 50
