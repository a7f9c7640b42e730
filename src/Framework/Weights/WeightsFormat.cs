namespace Research.Framework.Weights;

/// <summary>Format of the file at an address.</summary>
public enum WeightsFormat
{
    Torch,
    Safetensors,
    Mxnet,
    Caffe,
    Tflite,
    Keras,
}
