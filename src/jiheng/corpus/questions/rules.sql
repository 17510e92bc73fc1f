-- zh: 每条规则发现多少处、涉及多少张表
-- en: how often each rule spoke and in how many declarations
select rule, severity, count(distinct (content, number)) as declarations, count(*) as findings
from findings group by all order by findings desc, rule
