-- zh: 各类指标常用的计量单位
-- en: the usual units of each node of the indicator tree
select node, unit, count(*) as indicators from indicators where unit is not null and node is not null
group by all having count(*) > 1 order by indicators desc, node, unit limit 200
