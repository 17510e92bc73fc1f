-- zh: 各类文件读出、空表、读不出各多少
-- en: how many documents of each kind were read, held no table, or could not be read
select format, status, count(*) as documents from documents group by all order by documents desc, format, status
