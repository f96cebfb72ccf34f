# ---
# jupyter:
#   jupytext:
#     formats: py:percent
#   kernelspec:
#     name: python3
#     display_name: Python 3
# ---

# %% [markdown]
# # 从一个县到全国：要多久、要多大 · From one county to the whole country: how long, how large
#
# 先在这台机器上当场量小的，再读写下来的一次完整测量（见 `make bench`），最后只用量到的字节和毫秒推算一个省
# （五百万人）和全国（三亿人）：要几个进程、多少内存、在哪里按地区分开、分开以后什么仍然精确。
#
# First the small sizes, measured here and now; then one full measurement that was written down (see `make bench`); last, from measured bytes and milliseconds alone, a province (5 million members) and the country (300 million): how many
# processes, how much memory, where to split by region, and what stays exact when it is split.

# %%
import json
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

import tests.bench
from tests.bench import growth, scale

FIGURES = Path(tests.bench.__path__[0]) / "figures"
pd.set_option("display.max_colwidth", 80)


def written(name):
    """One written measurement; empty where none was written down."""
    path = FIGURES / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


# %% [markdown]
# ## 一、这台机器上的小尺寸 · Small sizes on this machine
#
# **看什么** 同一个问题（一个岗位的前二十名，全部条件，精确），人数翻十倍。**怎么看** 引擎的时间应当长得比人数慢：人越多，门槛越高，越多的人整块略过。
#
# **What it shows** The same question (the exact best twenty for an opening, all criteria) with ten times the members. **How to read it** The
# engine's time should grow more slowly than the members: the more there are, the higher the threshold, the more are passed over in blocks.

# %%
few = scale.Choice(openings=12, slow=2, opportunities=300, without=frozenset({"PostgreSQL", "DuckDB", "Polars", "vectors", *(kind.name for kind in scale.TEXT_RIVALS)}))
small = [scale.asdict(scale.at_size(members, few, whole=False)) for members in (1_000, 10_000)]
pd.DataFrame(
    [(report["members"], timing["what"], round(timing["median_ms"], 3), round(timing["p95_ms"], 3)) for report in small for timing in report["engine"]],
    columns=["成员 members", "做法 way", "中位 median ms", "p95 ms"],
)

# %% [markdown]
# ## 二、写下来的一次完整测量 · One full measurement
#
# **看什么** 一万、十万、一百万人（内存到五百万），所有对手同一次运行、同一台两核机器、同样的答案。**怎么看** 两个坐标都是对数：平行于对角线就是线性。
#
# **What it shows** 10 k, 100 k and 1 M members (memory to 5 M), all peers in one run on one machine of two cores, the same answers. **How to
# read it** Both axes are logarithmic: parallel to the diagonal is linear.

# %%
measured = written("scale") or small
curves = growth.curves(measured)
figure, (time_axes, memory_axes) = plt.subplots(1, 2, figsize=(13, 5))
for what, points in curves.items():
    time_axes.loglog(*zip(*points, strict=True), marker="o", linewidth=2.2 if what.startswith("engine") else 1, label=what)
time_axes.set(xlabel="members", ylabel="median ms", title="best 20 for an opening")
time_axes.legend(fontsize=6)
memory_axes.semilogx([r["members"] for r in measured], [r["bytes"]["all"] / r["members"] for r in measured], marker="o")
memory_axes.set(xlabel="members", ylabel="bytes a member", ylim=(0, None), title="memory")
plt.show()

# %%
largest = measured[-1]
compared = max((report for report in measured if report["rivals"]), key=lambda report: report["members"])
pd.DataFrame(
    [
        (rival["timing"]["what"], round(rival["timing"]["median_ms"], 2), round(rival["times_given"], 1), rival["exact"], rival["recall"])
        for rival in compared["rivals"]
    ],
    columns=[f"{compared['members']:,} members", "median ms", "× engine, tables given", "exact", "recall of the true 20"],
)

# %% [markdown]
# ## 三、一个省、全国：只用量到的数推算 · A province, the country: from measured figures alone
#
# 只做三件事：内存按每人字节乘；一次查询的毫秒按线性推（量到的增长比线性慢，这里不算这份好处）；一台八核、64 GB 的机器每个核一个进程，共用同一份
# 内存映射的快照。价格按每 GB 内存每月和每核每月的租价，写在下面，请换成自己的。
#
# Three steps: memory is bytes a member times members; the time of a query is taken to grow linearly (what was
# measured grows more slowly; that is not counted on); a machine has eight cores and 64 GB, a process a core, all of one memory-mapped snapshot. Prices are rents a
# GB and a core a month, stated below: put in your own.

# %%
CORES, GB = 8, 64
YUAN_A_CORE, YUAN_A_GB = 60.0, 25.0
"""Rents a month, round figures of a public cloud in 2026: an assumption, not a measurement."""
PEAK = 0.05
"""Of the members, how many cause a ranking in the busiest hour."""

bytes_a_member = largest["bytes"]["all"] / largest["members"]
ways = "engine: from record"
rows = []
for name, members in (("县 county", 30_000), ("市 city", 1_000_000), ("省 province", 5_000_000), ("全国 country", 300_000_000)):
    more, after = curves[ways][-1]
    memory = members * bytes_a_member / 1e9
    shards = max(1, -(-int(memory) // (GB // 2)))
    ms_a_shard = after * max(members / shards / more, 0.05)
    busiest = members * PEAK / 3600
    cores = max(1, round(busiest * ms_a_shard * shards / 1000 + 0.5))
    machines = max(shards, -(-cores // CORES))
    rows.append((name, members, round(memory, 2), shards, round(ms_a_shard, 2), round(busiest, 1), machines, round(machines * (CORES * YUAN_A_CORE + GB * YUAN_A_GB))))
pd.DataFrame(
    rows,
    columns=["", "成员 members", "内存 GB", "分片 shards", "每片毫秒 ms a shard", "高峰每秒 a second at peak", "机器 machines", "元/月 yuan a month"],
)

# %% [markdown]
# ## 四、在哪里分开，分开后什么仍然精确 · Where to split, and what stays exact
#
# - **一台机器装得下就不分。** 一个省几百万人的列只有一两 GB，快照由所有进程共用，每个进程自己跟着 `changes` 走。
# - **分按户籍地区分。** 返乡类的问题（出资、领办、顾问、志愿）多半只问一个地区；务工类的问题谁都可能合适，要问所有分片。
# - **精确不变。** 分数是整数，词表和逆频来自固定的编码器，不看这一批里有谁；每片交回自己的前 k 名，按分数、再按编号的固定散列合并，就是全体的前 k 名。
#   `guiyan match-all --split pool` 就是这样做的，与不分片逐位相同。
# - **不再自动成立的。** 一次写入要在哪一片可见，由那一片的 `changes` 决定；跨片的名额与同意仍由一个数据库裁定，它比内存先成为瓶颈。
#
# - **What fits one machine is not split.** The columns of a province's few million members take a GB or two; all processes share one snapshot
#   and each follows the `changes` feed.
# - **Split by home region.** Questions of coming home (invest, lead, advise, volunteer) mostly ask one region; for work anybody may fit, so
#   every shard is asked.
# - **Exactness stays.** Scores are integers, vocabularies and weights come from a frozen encoder and never from who else is there; each shard
#   gives its best k, and merged by score and then by the fixed hash of the id they are the best k of all. `guiyan match-all --split pool` does
#   just that, equal to the unsplit run to the bit.
# - **What no longer comes by itself.** A write is visible where its shard's feed is followed; seats and consents across shards are still decided
#   by one database, which becomes the narrow place before memory does.
