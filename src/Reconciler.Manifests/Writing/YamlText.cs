using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using FileText = Reconciler.Manifests.Yaml.FileText;

namespace Reconciler.Manifests.Writing;

/// <summary>Writes YAML as people would: block style, LF, two spaces, quotes only where a reader of YAML could misread the text.</summary>
internal sealed class YamlText : FieldWriter, IDisposable
{
    private readonly StringWriter _text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
    private readonly Emitter _emitter;

    /// <summary>Begins a document.</summary>
    /// <param name="width">Where lines of folded texts end.</param>
    public YamlText(int width = int.MaxValue)
    {
        _emitter = new(_text, new EmitterSettings().WithBestIndent(2).WithBestWidth(width));
        _emitter.Emit(new StreamStart());
        _emitter.Emit(new DocumentStart(null, null, isImplicit: true));
    }

    /// <summary>Ends the document.</summary>
    /// <returns>Its text, with a line end at the end.</returns>
    public string Finish()
    {
        _emitter.Emit(new DocumentEnd(isImplicit: true));
        _emitter.Emit(new StreamEnd());
        return Escape(_text.ToString());
    }

    // The emitter lets some of them stand. They are in double quotes, since such a text is neither plain nor a block.
    private static string Escape(string yaml) =>
        yaml.Any(FileText.IsFlaw) ? string.Concat(yaml.Select(character => FileText.IsFlaw(character) ? $"\\u{(int)character:x4}" : character.ToString())) : yaml;

    /// <inheritdoc/>
    public override void BeginMapping() => _emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));

    /// <inheritdoc/>
    public override void EndMapping() => _emitter.Emit(new MappingEnd());

    /// <summary>Writes a mapping without entries.</summary>
    public void EmptyMapping()
    {
        _emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Flow));
        EndMapping();
    }

    /// <inheritdoc/>
    public override void BeginList() => _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));

    /// <inheritdoc/>
    public override void EndList() => _emitter.Emit(new SequenceEnd());

    /// <inheritdoc/>
    public override void Word(string word) => Emit(word, ScalarStyle.Plain);

    /// <summary>A key that people chose: quoted unless it is one plain word.</summary>
    public override void Key(string key) => Emit(key, Quoting.IsWord(key) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted);

    /// <summary>A text, quoted where it needs it.</summary>
    public override void Text(string text) => Emit(text, Quoting.StyleOf(text));

    /// <summary>Writes a long text of one line as a block of several lines.</summary>
    public void Folded(string text) => Emit(text, ScalarStyle.Folded);

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private void Emit(string text, ScalarStyle style) =>
        _emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));
}
