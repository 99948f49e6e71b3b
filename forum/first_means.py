"""The means of a campaign that has none of its own yet: of the sample proposals' vectors, two bytes a number as base64.

A test makes them again with the model and compares.
"""

from __future__ import annotations

import base64
import struct
from typing import Final

COUNTED: Final = {"kk": 34, "ru": 28}  # samples
SIZE: Final = 384


def first_mean(language: str) -> bytes:
    """As means are kept: four bytes a number."""
    return struct.pack(f"<{SIZE}f", *struct.unpack(f"<{SIZE}e", base64.b64decode(_KEPT[language])))


_KEPT: Final = {
    "kk": (
        "wSh2qN6qFK04LYGoJZCMIdwrMyh+K4Aj9iyArC+ssym4Kg+rn6mGqekoHh2wqWIqaSnQKRqn8ynBJC+u06kzqkgrL6yzKlEp4Ko1"
        "qWgsDqwaqjQmaynsLHspESufqGYrp6d5qNmogisUG/kpyibpqTislKuHrJwqmSuOpS8l1Si8KzgrmSoIKfKp+6R/qqUpriHCpTUS"
        "hisRKYGpZiivoTKjPKnbpeMpJ6ZfLDUp+qtwLnyr1CsHKaSoGqsVrTiru6jvJ8QqKqpiKxWq0iitrUum7ivKKB+omCxIrQasQihy"
        "KrYonKzVp/ucmKhMKqOn1SlPn4+pMax+qaSlxCZ5KvEo2yWWK7MkKKLhIw0sUS2mrGqG3pyogDysXifPplgrYClFK2Qryqi3LKyl"
        "kSx5FEwpHCc0KbapkaiCrDAmGiy7qEmo26wVqJyrH6fxKFcs9qv/qI2oP6Ahpacrqp/aKWqqECdxKzMpC6DNqAGt/KqwrJ2qR6lT"
        "JgUoA6lOoPAoLBwPriSpZyxirH0rZCr6JDUd/KVrKbYkPyemnYCoaiO5qjcq2iq5rEKqkCypmZ2oix1SLCCt1iG7JkSkNylgrf+p"
        "qyltKzqnAqrPKSWnCqlKqgGtD6kGrJagaSoZKDmsNasrqPso66x0KF2kI5/5IF2q1Sk1LBSssqh1rc6pRCV/Kv8rIKzZJwgkwaaS"
        "LhsqhSm/J5iplKKOqEyl76z8JSQoV6YBpamoVB4BLQenhqMDKEMnwigLLC0pzqSMpAIrVKKepdCrwqm2KUmqMSzvIv+oUS43qacq"
        "0KY3rdwpbidCq3opQyYEKjUczii7LMwraapIpWkopyxKjgkbAaqQrNGqZandpImqDCeHK3ugiaKLKXKimyrTqUeqxSvvrFWln6ki"
        "LC2qqqyyKLUofapFKTSosKtlIYupeKwBKkIo+66MKCMlpqkRKnypXajgKs8mFqs8Im4l+idwKpsoxaWsnBKc+qsSK8orCqohJaUd"
        "36phqEspj6gqrC0pQCx6JvAp"
    ),
    "ru": (
        "ayQVopWokas0LaeoqhhuoDIpkSV7KlCkUiooqxisECpfKqKpgai0pw4oTqZcpREnXCs3LN2qfidNKfGsrqrdqOYp0augKusoBqs9"
        "qnMsAqzUq2wkOytgLWorKitpqe8nIqorqcapLyvnFLInFKTHqumrPKvZqy8sxCtpnoQdrCbSKwsseCuBKdyqAqLMqYcp+5croBel"
        "7yi+KWultCiVmJKluqf8pO0oVKV7LD8paKwLLgaouCtqJk6mK6oprmasnqYGKasrd6noKsCpESBDr9ah7So0Kmqq3SqSrEipBimC"
        "KOAqR61DqXyjl6qBLMypQCcTpqqpOaxMq8ymiCiVJawnaR6AKHYpswkmJi4r9i3hrAonSaKjpOqppCb5pfYoHCoQLL4qiKmWK/qk"
        "3yoFpsIreCiyKiGqDauCrAYYhyspqdeqBa0sor2s0qZvKHosY6q/rNWlUSY6oecqopUXLPmlJJhdLNYoYx5IqRmsAqsNq4epAajK"
        "Jr0o96nQIRQqI6XBrGCq6irlrMkrGShzJ0gQO6Y3K1sopydons2rWyikqaMp+Cg1rUKrZiuapQOj2og3KiSs7CXUKFOeVClvrtGo"
        "bSvTKYOmCalXKf+owaTmqAWv26h7raih2imrKqisCKn1qason6wgKwKk7JjuKDOpByqKJliqiqmQrFSpLCgQLMwpgqsOJj4otqgS"
        "Ly8q/yuAJ/OonKEWqW2leKzJHkQsjaaFl/Wp6yWyLperaqUQJ44b2Cl4Ki4qXqZGHgsrpaDJpLqpjagyLDqrKSwQFOGkUSzGqnIo"
        "K6gBrfcpgiVNrNkpkSSSKb0mFipeLDQshKpeqrIomyviIxSddaZXq4CrP6mfpeWqSiocKYKoFJiWKxeFhChYqpWo8ylBraenJqpX"
        "K/SpDKxHKfUq6akKKr2id6qOI7ap1agKLAAo+q6EJgYrWKeQKhWoO6qXKZEq06lVHNokUyZsLO4omJtioJki46tZK6krBKwRJqEZ"
        "0qx0qQcpJakjrG4rkCxWINwo"
    ),
}
