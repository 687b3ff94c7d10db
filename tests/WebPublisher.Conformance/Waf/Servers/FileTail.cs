using System.Text;

namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>Reads a file that grows, whole lines at a time.</summary>
internal sealed class FileTail(string path) : IDisposable
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly MemoryStream _rest = new();
    private FileStream? _file;

    /// <summary>The lines that have been completed since; bytes that are no UTF-8 are replaced.</summary>
    public IEnumerable<string> Read()
    {
        if (_file is null && !File.Exists(path))
        {
            yield break;
        }

        _file ??= new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        int read;
        while ((read = _file.Read(_buffer)) > 0)
        {
            var begin = 0;
            for (var end = _buffer.AsSpan(0, read).IndexOf((byte)'\n'); end >= 0;)
            {
                _rest.Write(_buffer, begin, end - begin);
                yield return Encoding.UTF8.GetString(_rest.GetBuffer(), 0, (int)_rest.Length);
                _rest.SetLength(0);
                begin = end + 1;
                var next = _buffer.AsSpan(begin, read - begin).IndexOf((byte)'\n');
                end = next < 0 ? -1 : begin + next;
            }

            _rest.Write(_buffer, begin, read - begin);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
