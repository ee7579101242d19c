from formhandler.gate import ALTOGETHER, DAY, FROM_ONE_NETWORK, ODD, SLOT, Gate, network


def test_a_flood_from_one_network_keeps_nobody_else_out() -> None:
    """After a thousand posts from one /24 in ten minutes, a post from elsewhere is taken."""
    gate = Gate()
    taken = sum(gate.enter(f"192.0.2.{number % 256}", 1.0, odd=False) for number in range(1000))

    assert taken == FROM_ONE_NETWORK
    assert gate.enter("198.51.100.7", 1.0, odd=False)


def test_a_flood_by_programs_keeps_no_person_out() -> None:
    """What looks sent by a program, from ever so many networks, fills only a share of its own."""
    gate = Gate()
    taken = sum(gate.enter(f"10.{number // 250}.{number % 250}.1", 1.0, odd=True) for number in range(1000))

    assert taken == ODD
    assert gate.enter("198.51.100.7", 1.0, odd=False)


def test_there_is_an_end() -> None:
    """However many networks, a slot takes no more than the disk and the desk can bear; the next slot begins anew."""
    gate = Gate()
    addresses = [f"10.{number // 250}.{number % 250}.1" for number in range(1000)]

    assert sum(gate.enter(address, 1.0, odd=False) for address in addresses) == ALTOGETHER
    assert gate.enter(addresses[0], 1.0 + SLOT, odd=False)


def test_without_an_address_there_is_only_the_end() -> None:
    """Behind a web server that tells no address, one visitor does not use up another's share."""
    gate = Gate()

    assert sum(gate.enter("", 1.0, odd=False) for _ in range(1000)) == ALTOGETHER


def test_networks() -> None:
    """Addresses are cut to /24 and /48, even those written as the other kind."""
    assert network("192.0.2.1") == network("192.0.2.254") != network("192.0.3.1")
    assert network("2001:db8:1::1") == network("2001:db8:1:ffff::9") != network("2001:db8:2::1")
    assert network("unix:") == network("") == b""


def test_no_address_stays_in_memory() -> None:
    """The counters hold no address; their key is new each day and stands in no printed form."""
    gate = Gate()
    gate.enter("192.0.2.1", 1.0, odd=False)
    key = gate.key
    assert "192" not in repr(vars(gate))
    assert bytes([192, 0, 2, 0]).hex() not in repr(vars(gate))

    gate.enter("192.0.2.1", 1.0 + DAY, odd=False)
    assert gate.key != key
    assert key.hex() not in repr(gate)
    assert repr(key) not in repr(gate)
