using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Text;

public class TextArenaTests
{
    [Fact]
    public void Texts_stay_where_they_are_when_a_block_is_full()
    {
        using var arena = new TextArena();
        var first = arena.Add("first");

        arena.Add(new string('x', 100_000));
        var last = arena.Add("last");

        Assert.Equal("first", first.ToString());
        Assert.Equal("last", last.ToString());
        Assert.Equal(100_009, arena.Taken);
    }

    [Fact]
    public void Room_that_was_not_committed_is_given_again()
    {
        using var arena = new TextArena();
        "dropped".CopyTo(arena.Reserve(7));
        "kept".CopyTo(arena.Reserve(4));

        Assert.Equal("kept", arena.Commit(4).ToString());
        Assert.Equal(4, arena.Taken);
    }
}
