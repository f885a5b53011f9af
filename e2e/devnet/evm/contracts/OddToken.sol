// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// A token that misbehaves as it is told to, for tests.
contract OddToken {
    mapping(address => uint256) private balances;
    mapping(address => mapping(address => uint256)) public allowance;
    string public name;
    string public symbol;
    uint256 public decimals;
    /// 0 plain, 1 answers nothing, 2 answers false, 3 fails with an error of its own, 4 panics, 5 balance cannot be read.
    uint256 public mode;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    error NotToday(address who, uint256 amount);

    function configure(string calldata name_, string calldata symbol_, uint256 decimals_, uint256 mode_) external {
        (name, symbol, decimals, mode) = (name_, symbol_, decimals_, mode_);
    }

    function mint(address to, uint256 amount) external {
        balances[to] += amount;
        emit Transfer(address(0), to, amount);
    }

    function balanceOf(address owner) external view returns (uint256) {
        require(mode != 5, "no");
        return balances[owner];
    }

    /// Transfers of nothing in somebody's name: bait for those who copy addresses from their history.
    function bait(address from, address to) external {
        emit Transfer(from, to, 0);
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        if (mode == 2) return false;
        if (mode == 3) revert NotToday(msg.sender, amount);
        if (mode == 4) assert(false);
        balances[msg.sender] -= amount;
        balances[to] += amount;
        emit Transfer(msg.sender, to, amount);
        if (mode == 1) {
            assembly {
                return(0, 0)
            }
        }
        return true;
    }
}

/// Passes on whatever it is sent, as exchanges and bridges do: a payment that only an internal transfer tells.
contract Forwarder {
    function forward(address payable to) external payable {
        (bool success, ) = to.call{value: msg.value}("");
        require(success, "forwarding failed");
    }
}
