using WebPublisher.Transport.Memory;

namespace WebPublisher.Transport.Tests.Memory;

public sealed class BlockPoolTests
{
    [Fact]
    public void A_returned_block_is_rented_again()
    {
        using var pool = new BlockPool();
        var first = pool.Rent();
        first.Dispose();

        Assert.Same(first, pool.Rent(4096));
        Assert.Equal(16 * 1024, first.Memory.Length);
    }

    [Fact]
    public void The_block_that_came_back_last_is_rented_first()
    {
        using var pool = new BlockPool();
        var (first, second) = (pool.Rent(), pool.Rent());
        first.Dispose();
        second.Dispose();

        Assert.Same(second, pool.Rent());
        Assert.Same(first, pool.Rent());
    }

    [Fact]
    public void A_block_returned_twice_is_rented_once()
    {
        using var pool = new BlockPool();
        var block = pool.Rent();
        block.Dispose();
        block.Dispose();

        Assert.NotSame(pool.Rent(), pool.Rent());
    }

    [Fact]
    public void Blocks_nobody_needs_are_let_go()
    {
        using var pool = new BlockPool();
        Fill(pool, 100);

        pool.Evict();
        for (var i = 0; i < 10; i++)
        {
            pool.Evict();
        }

        Assert.Equal(0, pool.Free);
    }

    [Fact]
    public void Blocks_in_use_between_two_evictions_are_kept()
    {
        using var pool = new BlockPool();
        Fill(pool, 8);
        pool.Evict();

        Fill(pool, 8);
        var before = pool.Free;
        pool.Evict();

        Assert.Equal(before, pool.Free);
    }

    [Fact]
    public void No_more_than_the_cap_is_kept()
    {
        using var pool = new BlockPool();
        Fill(pool, BlockPool.MaximumFree + 50);

        Assert.Equal(BlockPool.MaximumFree, pool.Free);
    }

    [Fact]
    public void A_disposed_pool_keeps_nothing_and_still_serves_late_connections()
    {
        var pool = new BlockPool();
        var late = pool.Rent();
        pool.Dispose();

        late.Dispose();
        Assert.Equal(0, pool.Free);
        pool.Rent().Dispose();
        Assert.Equal(0, pool.Free);
    }

    private static void Fill(BlockPool pool, int blocks)
    {
        foreach (var block in Enumerable.Range(0, blocks).Select(_ => pool.Rent()).ToArray())
        {
            block.Dispose();
        }
    }
}
