-- zh: 各地区的表数、资金、可衡量指标占比和每百张表的错误数
-- en: declarations, money, measurable share and errors in a hundred declarations of each region
with faults as (select content, number, count(*) as errors from findings where severity = 'error' group by all)
select coalesce(region, '—') as region, sum(total) as money, round(100 * sum(measurable) / sum(indicators), 1) as measurable_percent,
  round(100 * sum(coalesce(errors, 0)) / count(*), 1) as errors_in_100, count(*) as declarations
from declarations left join faults using (content, number) group by 1 order by declarations desc, region limit 200
