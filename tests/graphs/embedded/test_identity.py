"""What is worked out of a thing is worked out once, and never handed to another."""

from graphs.models.embedded.identity import MOST, once_for, once_for_all


def test_a_thing_is_read_once() -> None:
    calls: list[list[int]] = []
    read = once_for(lambda one: calls.append(one) or len(one))
    thing = [1, 2]
    assert read(thing) == read(thing) == 2
    assert len(calls) == 1
    assert read([1, 2, 3]) == 3


def test_things_of_one_value_are_two_things() -> None:
    read = once_for(lambda one: [*one])
    first, second = [1], [1]
    assert read(first) is not read(second)


def test_a_new_thing_never_gets_what_an_old_one_gave() -> None:
    read = once_for(lambda one: one["n"])
    assert [read({"n": n}) for n in range(3 * MOST)] == [*range(3 * MOST)]


def test_the_same_things_in_another_order_are_others() -> None:
    read = once_for_all(lambda of: [one["n"] for one in of])
    one, two = {"n": 1}, {"n": 2}
    assert read([one, two]) is read((one, two))
    assert read([two, one]) == [2, 1]
