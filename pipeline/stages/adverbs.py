"""What may stand between a subject and its verb of speech: 日前在座谈会上|表示.

Goes out: `ADVERBS`, a pattern that any number of such words match, none included. Hard about it: an occasion is made of
other words (在南山区的现场会上, 回应议员提问时), so that each has a frame and a length.
"""

from __future__ import annotations

ADVERBS = (
    r"(?:"
    r"[还也则又都均并再便就曾已亦只仅却更]|"
    r"同时|进一步|一致|普遍|纷纷|明确|接着|随后|当场|最后|末了|首先|强调|特别|着重|反复|多次|再次|再度|"
    # when
    r"早前|日前|近日|[今昨前当][日天早晚晨]|[今昨]|当时|其后|其间|上周[一二三四五六日]?|上个?月|[0-9一二三四五六七八九十]+[日月]|"
    # in what manner, 率先, 坦率地
    r"率先|接过话茬|坦率地|动情地|激动地|欣喜地|笑着|积极|郑重|"
    # where and on what occasion: 在座谈会上|表示
    r"在[^，。；]{1,28}(?:时|中|上|后|会上|期间)|在[^，。；]{1,10}|"
    r"代表[^，。；：“”]{2,30}?(?:作(?:大会)?)?(?:发言)?(?:时)?|参加[^，。；]{2,24}时|"
    r"作(?:大会|交流|主题|书面)?发言时|发言时|讲话时|会后|会上|"
    # on what: 围绕停车难|建议
    r"(?:根据|依据|按照)[^，。；]{2,12}|结合[^，。；]{2,20}|围绕[^，。；]{2,30}|就[^，。；]{2,30}|对此|"
    # taking the floor
    r"站起来|站起身|起身|举手|接过话[筒头茬]|(?:主持|应邀出席|出席|参加)(?:会议|座谈会?|活动)?(?:时|并)|致辞时|作报告时|调研时|"
    r"受访时|接受采访时|接受[^，。；]{2,14}采访时|"
    r"(?:出席|参加|主持|视察|考察|到访|参观|会见)[^，。；的]{2,20}[时后]|(?:书面)?(?:回复|回应|答复)[^，。；的]{0,20}[时后]|"
    # another verb before it: 会|表示, 向记者|表示
    r"表示|回应|回复|答复|会|准备|打算|拟|将|向[^，。；]{1,14}|从[^，。；]{2,20}|用[^，。；]{2,10}|连续[^，。；]{1,8}|"
    r"一起|联合|共同|联名|不约而同|分别|相继|先后|[ ]|[今去前]年|[0-9]{4}年|（[^（）]{1,30}）"
    r")*"
)

_OPENERS = "在从用向就将会都"
# A clause has three of them at most; the ways to part one with many double with each (在在在在…, from a damaged page).
_MOST = 12


def is_tangled(clause: str) -> bool:
    """Whether a clause is no text that these patterns could be tried on."""
    return sum(map(clause.count, _OPENERS)) > _MOST
