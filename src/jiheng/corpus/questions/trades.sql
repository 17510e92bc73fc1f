-- zh: 各行业的表数、资金、可衡量指标占比
-- en: declarations, money and measurable share of each trade
select coalesce(trade, '—') as trade, sum(total) as money, round(100 * sum(measurable) / sum(indicators), 1) as measurable_percent,
  count(*) as declarations
from declarations group by 1 order by declarations desc, trade
