"""Common words that a name must not cut in two: 护工 does not stand in 维护工作, nor 零售业 in 零售业务."""

COMMON = frozenset(
    "工作 业务 工具 工程 维护 优化 公司 产品 人员 管理 经验 分析 开发 设计 项目 服务 平台 系统 软件 硬件 电话 客户 技术 作业"
    " 理工 化工 员工 职工 加工 施工 工厂 工资 工地 工期 工序 工艺 工人 工时 业绩 业主 行业 企业 专业 商业 事业 就业 创业 毕业 农业 工业"
    " 数据 信息 合作 操作 制作 运作 写作 协作 部门 部分 全部 内部 外部 经理 办理 处理 治理 整理 代理 原理 市场 现场 场景 场所"
    " 人才 人力 人工 主管 主动 主要 主流 流程 流量 过程 课程 程序 程度 制度 进度 速度 深度 角度 年度 季度 月度 会议 机会 社会"
    " 体系 整体 具体 媒体 团体 机器 仪器 计算 预算 核算 结算 需求 要求 求职 方案 方法 方式 方向 安全 安排 安装 组装 包装 服装 装修 装配"
    " 研究 研发 发展 发现 发布 开展 扩展 拓展 展示 展现 保证 保障 保持 确保 保护 爱护 守护 护理 监护 沟通 通过 通信 普通 交通 精通"
    " 负责 责任 职责 岗位 职位 单位 定位 电脑 电子 电商 电器 家电 水电 发电 充电 用户 账户 售后 售前 销售 零售".split()
)


def cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` begins or ends inside a common word, where no other common word begins or ends."""
    ahead = text[start - 1 : start + 1] if start else ""
    behind = text[end - 1 : end + 1]
    return (ahead in COMMON and text[max(start - 2, 0) : start] not in COMMON and text[start : start + 2] not in COMMON) or (
        behind in COMMON and text[end : end + 2] not in COMMON and text[end - 2 : end] not in COMMON
    )
