using System.Diagnostics;
using WebPublisher.Policy.Files;

namespace WebPublisher.Policy.Tests.Files;

public sealed class BoundedFileTests : IDisposable
{
    private readonly TemporaryDirectory _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_file_of_exactly_the_limit_is_read_and_one_byte_more_is_refused()
    {
        var path = _files.Write("file", "12345", 0x1a4);

        Assert.True(BoundedFile.TryRead(path, 5, out var content, out _));
        Assert.Equal("12345"u8.ToArray(), content);
        Assert.False(BoundedFile.TryRead(path, 4, out _, out var problem));
        Assert.Equal($"{path} is larger than 4 bytes, which is more than such a file ever needs", problem);
    }

    [Fact]
    public void A_link_to_an_exposed_file_is_judged_by_the_file()
    {
        var path = _files.Write("key", "secret", 0x1a4);
        File.CreateSymbolicLink(_files["link"], path);

        Assert.False(BoundedFile.TryReadPrivate(_files["link"], 100, out var content, out _));
        Assert.Null(content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead);
        Assert.True(BoundedFile.TryReadPrivate(_files["link"], 100, out _, out _));
    }

    [Fact]
    public void A_file_readable_by_a_group_the_process_is_not_in_is_refused()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return; // Only root can give a file to a group it does not belong to.
        }

        const uint strangers = 4_000_000;
        var path = _files.Write("key", "secret");
        using (var chgrp = Process.Start("chgrp", [$"{strangers}", path]))
        {
            chgrp.WaitForExit();
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.False(BoundedFile.TryReadPrivate(path, 100, out _, out var problem));
        Assert.Equal($"{path} is open to group {strangers}, to which this process does not belong (mode 0640); run: chmod 600 {path}", problem);
    }

    [Fact]
    public void A_pipe_is_refused_instead_of_waited_for()
    {
        using (var mkfifo = Process.Start("mkfifo", [_files["pipe"]]))
        {
            mkfifo.WaitForExit();
        }

        Assert.False(BoundedFile.TryRead(_files["pipe"], 100, out _, out var problem));
        Assert.Equal($"{_files["pipe"]} is not a regular file", problem);
    }

    [Fact]
    public void A_file_that_is_being_written_can_be_read()
    {
        var path = _files.Write("file", "12345");
        using var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

        Assert.True(BoundedFile.TryRead(path, 100, out _, out _));
    }
}
